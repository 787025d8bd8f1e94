import { Brand } from '#components/site/brand';
import { Link } from '#components/ui/link';

/** @param contact where people can write to the house; null where there is nobody to read it. */
export function SiteFooter({ contact }: { readonly contact: string | null }) {
  return (
    <footer className="mt-20 border-t border-line max-desk:pb-24 print:hidden">
      <div className="wrap flex flex-wrap items-start justify-between gap-x-12 gap-y-6 py-10 text-sm text-soft">
        <div className="grid max-w-80 gap-2">
          <Brand />
          <p>Every bid appears on every screen at once, and anyone can check how a lot was won.</p>
        </div>
        <nav aria-label="About" className="flex flex-wrap gap-x-6 gap-y-2">
          <Link href="/" className="hover:text-ink">
            Browse
          </Link>
          <Link href="/sell" className="hover:text-ink">
            Sell something
          </Link>
          <Link href="/api/v1/docs" prefetch={false} className="hover:text-ink">
            API
          </Link>
          {contact !== null && (
            <a href={`mailto:${contact}`} className="hover:text-ink">
              Write to us
            </a>
          )}
        </nav>
        <p className="max-w-92">
          Pictures of the demonstration catalogue are made from Microsoft’s Fluent Emoji (MIT). Type: Fraunces
          and Instrument Sans (OFL).
        </p>
      </div>
    </footer>
  );
}
