'use client';

import { Brand } from '#components/site/brand';
import { Button } from '#components/ui/button';

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** What failed is in the server's log under the number shown; the reader needs only a way on. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main id="main" className="wrap grid min-h-dvh content-center justify-items-start gap-5">
      <Brand />
      <h1 className="text-4xl">Something went wrong on our side</h1>
      <p className="max-w-lines text-soft">
        Nothing that you did was lost or counted twice. Try again in a moment.
        {error.digest && ` If it stays, tell us the number ${error.digest}.`}
      </p>
      <Button onClick={reset}>Try again</Button>
    </main>
  );
}
