import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

/** What the house is, and, for whoever has no account yet, the way in. */
export function Hero({ isVisitor }: { readonly isVisitor: boolean }) {
  return (
    <div className="pt-8 pb-5 desk:flex desk:items-end desk:justify-between desk:gap-8 desk:pt-14 desk:pb-8">
      <h1 className="max-w-[9em] text-[clamp(2.125rem,5vw,3.625rem)] leading-[1.1]">
        Good things, sold in the open.
      </h1>
      <div className="max-w-[20.5rem] max-desk:mt-3">
        <p className="text-soft">
          Every bid appears on every screen at once, and anyone can check how a lot was won.
        </p>
        {isVisitor && (
          <p className="mt-4 flex flex-wrap gap-2.5">
            <Link href="/register" className={buttonClass()}>
              Join and bid
            </Link>
            <Link href="/sell" className={buttonClass('quiet')}>
              Sell something
            </Link>
          </p>
        )}
      </div>
    </div>
  );
}
