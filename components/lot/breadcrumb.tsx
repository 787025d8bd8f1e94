import { Link } from '#components/ui/link';
import { categoryName, type CategorySlug } from '#lib/listings/categories';

interface BreadcrumbProps {
  readonly category: CategorySlug;
  readonly lotNumber: number;
}

export function Breadcrumb({ category, lotNumber }: BreadcrumbProps) {
  return (
    <nav aria-label="Where you are" className="text-sm text-soft">
      <ol className="flex gap-2.5">
        <li>
          <Link href="/" className="-mx-1.5 -my-3.5 px-1.5 py-3.5 hover:text-ink">
            Browse
          </Link>
        </li>
        <li aria-hidden>/</li>
        <li>
          <Link href={`/?category=${category}`} className="-mx-1.5 -my-3.5 px-1.5 py-3.5 hover:text-ink">
            {categoryName(category)}
          </Link>
        </li>
        <li aria-hidden>/</li>
        <li aria-current="page">Lot {lotNumber.toLocaleString('en-US')}</li>
      </ol>
    </nav>
  );
}
