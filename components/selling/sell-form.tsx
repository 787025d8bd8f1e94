'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type SubmitEvent } from 'react';
import { toast } from 'sonner';
import { DeliveryFields } from '#components/selling/delivery-fields';
import { FormSection } from '#components/selling/form-section';
import { ListingPreview } from '#components/selling/listing-preview';
import { LotFields } from '#components/selling/lot-fields';
import { PicturePicker } from '#components/selling/picture-picker';
import { PriceFields } from '#components/selling/price-fields';
import { TimeFields } from '#components/selling/time-fields';
import { sendPicture, useChosenPictures } from '#components/selling/use-chosen-pictures';
import { useListingFaults } from '#components/selling/use-listing-faults';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { NoticeBox } from '#components/ui/notice-box';
import type { AuctionId } from '#lib/auction/types';
import { emptyDraft, toListingForm, type ListingDraft } from '#lib/listings/listing-draft';
import { createListingAction } from '#app/actions/listing.ts';

/** Lists a lot. Whatever goes wrong, what was typed and chosen stays. */
export function SellForm() {
  const router = useRouter();
  const within = useDeadline();
  const [draft, setDraft] = useState(emptyDraft);
  const [progress, setProgress] = useState<string | null>(null);
  const chosen = useChosenPictures();
  const form = useRef<HTMLFormElement>(null);
  const faults = useListingFaults(form);

  const onChange = (change: Partial<ListingDraft>): void => {
    setDraft({ ...draft, ...change });
    faults.forget(Object.keys(change));
  };

  /** Sends the pictures in their order. Returns how many the house did not take. */
  const sendPictures = async (auctionId: AuctionId): Promise<number> => {
    let refused = 0;
    for (const [index, { file, alt }] of chosen.pictures.entries()) {
      setProgress(`Sending picture ${index + 1} of ${chosen.pictures.length}`);
      const reply = await sendPicture({ auctionId, file, alt: alt.trim() || draft.title.trim() });
      if (!reply.accepted) refused += 1;
    }
    return refused;
  };

  const submit = async (): Promise<void> => {
    if (chosen.pictures.some(({ fault }) => fault !== null))
      return faults.take({
        accepted: false,
        message: 'Remove the pictures that cannot be used, then list the lot.',
        faults: [],
      });
    setProgress('Listing the lot');
    const reply = await within(() => createListingAction(toListingForm(draft)), formPatienceMs).catch(
      () => null,
    );
    if (!reply?.accepted) {
      faults.take(reply);
      return setProgress(null);
    }
    const refused = await sendPictures(reply.auctionId);
    const opens = draft.opening === 'later' ? 'Your lot is listed' : 'Your lot is live';
    if (refused === 0) toast.success(opens);
    else toast.warning(`${opens}, but ${refused} of its pictures could not be used. Choose others here.`);
    router.push(refused === 0 ? `/auctions/${reply.auctionId}` : `/auctions/${reply.auctionId}/edit`);
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void submit();
  };

  const fields = { draft, errorOf: faults.of, onChange };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={onSubmit}
      className="grid gap-x-16 desk:grid-cols-[minmax(0,1fr)_18.75rem]"
    >
      <div>
        <FormSection title="The lot" lead="Write as you would to somebody who cannot hold it in their hands.">
          <LotFields words={draft} errorOf={faults.of} onChange={onChange} />
        </FormSection>
        <FormSection
          title="Pictures"
          lead="The first is the cover. Daylight and a plain background do wonders."
        >
          <PicturePicker chosen={chosen} />
        </FormSection>
        <FormSection
          title="The price"
          lead="Everything here can still be changed before the first bid, but for the starting price, the currency and the step."
        >
          <PriceFields {...fields} />
        </FormSection>
        <FormSection title="The time" lead="Evenings and weekends see the most bidders.">
          <TimeFields {...fields} />
        </FormSection>
        <FormSection
          title="After the sale"
          lead="Bidders see what shipping costs before they bid, as a part of what they would pay."
        >
          <DeliveryFields fields={draft} currency={draft.currency} errorOf={faults.of} onChange={onChange} />
        </FormSection>
      </div>
      <aside
        aria-label="Preview"
        className="max-desk:border-t max-desk:border-line max-desk:pt-9 max-desk:pb-6"
      >
        <div className="desk:sticky desk:top-24">
          <p className="mb-3 text-sm font-medium text-soft">As bidders will see it</p>
          <div className="max-desk:max-w-64">
            <ListingPreview draft={draft} cover={chosen.pictures[0]} />
          </div>
        </div>
      </aside>
      <div className="grid gap-4 border-t border-line pt-7">
        {faults.message !== null && (
          <NoticeBox tone="loss" role="alert">
            {faults.message}
          </NoticeBox>
        )}
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button type="submit" size="large" busy={progress !== null} className="max-sm:w-full">
            {progress ?? 'List the lot'}
          </Button>
          <p className="text-sm text-soft">You can change or withdraw it until somebody bids.</p>
        </div>
      </div>
    </form>
  );
}
