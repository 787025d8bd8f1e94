import { useLot } from '#components/lot/lot-context';
import { Link } from '#components/ui/link';
import { NoticeBox } from '#components/ui/notice-box';
import type { Cents } from '#lib/auction/types';
import { refusalWords } from '#lib/auction/words';

/** To where a card is saved. */
export function SaveCardLink() {
  return (
    <Link href="/account/payment" className="font-semibold underline underline-offset-2">
      Save a card
    </Link>
  );
}

/** Tells a reader before the bid that what they are about to promise needs a saved card, while they have none. */
export function CardNeeded({ promised }: { readonly promised: Cents }) {
  const { lot, reader } = useLot();
  const { cardRequiredAbove: above } = lot;
  if (above === null || promised <= above || reader?.view.hasCard) return null;
  return (
    <NoticeBox tone="hurry">
      {refusalWords({ code: 'card_required', above }, lot.state.currency).detail} <SaveCardLink />
    </NoticeBox>
  );
}
