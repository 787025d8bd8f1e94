import type { Metadata } from 'next';
import { Brand } from '#components/site/brand';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

export const metadata: Metadata = { title: 'No such page' };

export default function NotFound() {
  return (
    <main id="main" className="wrap grid min-h-dvh content-center justify-items-start gap-5">
      <Brand />
      <h1 className="text-4xl">There is no such page</h1>
      <p className="max-w-lines text-soft">
        The address may be mistyped, or what was here has gone. The lots are a step away.
      </p>
      <Link href="/" className={buttonClass()}>
        See what is open
      </Link>
    </main>
  );
}
