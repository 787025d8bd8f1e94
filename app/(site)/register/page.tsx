import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountCard } from '#components/account/account-card';
import { RegisterForm } from '#components/account/register-form';
import { Link } from '#components/ui/link';
import { currentCaller } from '#lib/accounts/current-caller';
import { returnPath } from '#lib/accounts/index';
import { isLocalRoute } from '#app/local-route.ts';

export const metadata: Metadata = { title: 'Create an account' };

interface PageProps {
  readonly searchParams: Promise<{ readonly callbackUrl?: string | string[] }>;
}

export default async function RegisterPage({ searchParams }: PageProps) {
  const returnTo = returnPath((await searchParams).callbackUrl);
  if (await currentCaller()) redirect(isLocalRoute(returnTo) ? returnTo : '/');
  const other = { pathname: '/sign-in', query: { callbackUrl: returnTo } } as const;
  return (
    <AccountCard
      title="Join the house"
      lead="One account to bid and to sell. It takes a minute and costs nothing."
      footer={
        <>
          Have an account?{' '}
          <Link href={other} className="font-medium text-act hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <RegisterForm returnTo={returnTo} />
    </AccountCard>
  );
}
