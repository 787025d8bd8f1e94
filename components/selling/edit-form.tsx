'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type SubmitEvent } from 'react';
import { toast } from 'sonner';
import { MoneyField } from '#components/forms/money-field';
import { DeliveryFields } from '#components/selling/delivery-fields';
import { FormSection } from '#components/selling/form-section';
import { LotFields } from '#components/selling/lot-fields';
import { useListingFaults } from '#components/selling/use-listing-faults';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button, buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { NoticeBox } from '#components/ui/notice-box';
import type { AuctionId } from '#lib/auction/types';
import type { ListingEdit } from '#lib/listings/listing-form';
import { editListingAction } from '#app/actions/listing.ts';

interface EditFormProps {
  readonly auctionId: AuctionId;
  readonly version: number;
  readonly currency: string;
  readonly listed: ListingEdit;
}

/** Changes what may still be changed of a lot that nobody has bid on. */
export function EditForm({ auctionId, version, currency, listed }: EditFormProps) {
  const router = useRouter();
  const within = useDeadline();
  const [fields, setFields] = useState(listed);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faults = useListingFaults(form);

  const onChange = (change: Partial<ListingEdit>): void => {
    setFields({ ...fields, ...change });
    faults.forget(Object.keys(change));
  };
  const submit = async (): Promise<void> => {
    setBusy(true);
    const reply = await within(
      () => editListingAction({ auctionId, version, currency, change: fields }),
      formPatienceMs,
    ).catch(() => null);
    if (reply?.accepted) {
      toast.success('Your changes are saved');
      return router.push(`/auctions/${auctionId}`);
    }
    faults.take(reply);
    setBusy(false);
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void submit();
  };

  return (
    <form ref={form} noValidate onSubmit={onSubmit}>
      <FormSection title="The lot" lead="Bidders see the change as soon as you save it.">
        <LotFields words={fields} errorOf={faults.of} onChange={onChange} />
      </FormSection>
      <FormSection title="The price" lead="Leave a field empty to do without.">
        <div className="grid gap-6 sm:grid-cols-2">
          <MoneyField
            label="Reserve, optional"
            name="reservePrice"
            currency={currency}
            hint="Below it the lot does not sell. Bidders see only whether it is met."
            value={fields.reservePrice}
            error={faults.of('reservePrice')}
            onChange={(reservePrice) => onChange({ reservePrice })}
          />
          <MoneyField
            label="Buy now, optional"
            name="buyNowPrice"
            currency={currency}
            hint="Whoever pays this before the first bid has the lot at once."
            value={fields.buyNowPrice}
            error={faults.of('buyNowPrice')}
            onChange={(buyNowPrice) => onChange({ buyNowPrice })}
          />
        </div>
      </FormSection>
      <FormSection title="After the sale" lead="How it reaches the buyer, and what if they do not pay.">
        <DeliveryFields fields={fields} currency={currency} errorOf={faults.of} onChange={onChange} />
      </FormSection>
      {faults.message !== null && (
        <div className="pb-5">
          <NoticeBox tone="loss" role="alert">
            {faults.message}
          </NoticeBox>
        </div>
      )}
      <div className="flex flex-wrap gap-3 pb-9">
        <Button type="submit" size="large" busy={isBusy} className="max-sm:w-full">
          Save changes
        </Button>
        <Link href={`/auctions/${auctionId}`} className={`${buttonClass('quiet', 'large')} max-sm:w-full`}>
          Back to the lot
        </Link>
      </div>
    </form>
  );
}
