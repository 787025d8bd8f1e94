import { Link } from '#components/ui/link';

export function Brand() {
  return (
    <Link href="/" className="-my-2.5 py-2.5 figure text-2xl leading-none font-semibold tracking-[-0.03em]">
      gavel<span className="text-act">.</span>
    </Link>
  );
}
