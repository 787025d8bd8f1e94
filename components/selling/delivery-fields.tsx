'use client';

import { MoneyField } from '#components/forms/money-field';
import { RadioPills } from '#components/forms/radio-pills';
import { SwitchField } from '#components/forms/switch-field';
import type { ListingForm } from '#lib/listings/listing-form';

type Delivery = Pick<ListingForm, 'delivery' | 'shippingPrice' | 'secondChance'>;

interface DeliveryFieldsProps {
  readonly fields: Delivery;
  readonly currency: string;
  readonly errorOf: (path: string) => string | undefined;
  readonly onChange: (change: Partial<Delivery>) => void;
}

const ways = [
  { value: 'shipped', label: 'You send it' },
  { value: 'pick_up', label: 'The buyer picks it up' },
] as const;

/** How the lot reaches whoever wins it, and what happens when they do not pay. */
export function DeliveryFields({ fields, currency, errorOf, onChange }: DeliveryFieldsProps) {
  return (
    <>
      <RadioPills
        label="How it reaches the buyer"
        name="delivery"
        value={fields.delivery}
        options={ways}
        hint={
          fields.delivery === 'pick_up' &&
          'Say in the description where it is; the buyer sees it before bidding.'
        }
        onChange={(delivery) => onChange({ delivery })}
      />
      {fields.delivery === 'shipped' && (
        <div className="sm:max-w-64">
          <MoneyField
            label="Shipping"
            name="shippingPrice"
            currency={currency}
            hint="One price wherever it goes, on top of the bid. 0 if you pay for it."
            value={fields.shippingPrice}
            error={errorOf('shippingPrice')}
            onChange={(shippingPrice) => onChange({ shippingPrice })}
          />
        </div>
      )}
      <SwitchField
        label="Offer it to the next bidder if the winner does not pay"
        hint="They may have it at the most they bid, for a day each. Otherwise you can list it again."
        isOn={fields.secondChance}
        onChange={(secondChance) => onChange({ secondChance })}
      />
    </>
  );
}
