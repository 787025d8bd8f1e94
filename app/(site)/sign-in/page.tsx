import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountCard } from '#components/account/account-card';
import { SignInForm } from '#components/account/sign-in-form';
import { Link } from '#components/ui/link';
import { currentCaller } from '#lib/accounts/current-caller';
import { returnPath } from '#lib/accounts/index';
import { isLocalRoute } from '#app/local-route.ts';

export const metadata: Metadata = { title: 'Sign in' };

interface PageProps {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: PageProps) {
  const returnTo = returnPath((await searchParams).callbackUrl);
  if (await currentCaller()) redirect(isLocalRoute(returnTo) ? returnTo : '/');
  const other = { pathname: '/register', query: { callbackUrl: returnTo } } as const;
  return (
    <AccountCard
      title="Welcome back"
      lead="Sign in to bid, sell and keep an eye on your lots."
      footer={
        <>
          New here?{' '}
          <Link href={other} className="font-medium text-act hover:underline">
            Create an account
          </Link>
        </>
      }
    >
      <SignInForm returnTo={returnTo} />
    </AccountCard>
  );
}
