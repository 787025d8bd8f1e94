'use client';

import { MoneyField } from '#components/forms/money-field';
import { RadioPills } from '#components/forms/radio-pills';
import { TiersTable } from '#components/selling/tiers-table';
import { SelectField } from '#components/ui/field';
import { commonCurrencies } from '#lib/auction/currencies';
import type { DraftFieldsProps } from '#components/selling/draft-fields';

const steps = [
  { value: 'house', label: 'The house’s steps' },
  { value: 'fixed', label: 'One fixed step' },
] as const;

/** Where bidding starts, and how it goes up. */
export function PriceFields({ draft, errorOf, onChange }: DraftFieldsProps) {
  const { currency } = draft;
  return (
    <>
      <div className="grid gap-6 sm:grid-cols-[1fr_9rem]">
        <MoneyField
          label="Starting price"
          name="startingPrice"
          currency={currency}
          hint="A low start draws more bidders. A reserve can protect you."
          value={draft.startingPrice}
          error={errorOf('startingPrice')}
          onChange={(startingPrice) => onChange({ startingPrice })}
        />
        <SelectField
          label="Currency"
          name="currency"
          value={currency}
          error={errorOf('currency')}
          onChange={(event) => onChange({ currency: event.target.value })}
        >
          {commonCurrencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </SelectField>
      </div>
      <div className="grid gap-6 sm:grid-cols-2">
        <MoneyField
          label="Reserve, optional"
          name="reservePrice"
          currency={currency}
          hint="Below it the lot does not sell. Bidders see only whether it is met."
          value={draft.reservePrice}
          error={errorOf('reservePrice')}
          onChange={(reservePrice) => onChange({ reservePrice })}
        />
        <MoneyField
          label="Buy now, optional"
          name="buyNowPrice"
          currency={currency}
          hint="Whoever pays this before the first bid has the lot at once."
          value={draft.buyNowPrice}
          error={errorOf('buyNowPrice')}
          onChange={(buyNowPrice) => onChange({ buyNowPrice })}
        />
      </div>
      <RadioPills
        label="Each bid goes up by"
        name="step"
        value={draft.hasFixedStep ? 'fixed' : 'house'}
        options={steps}
        onChange={(value) => onChange({ hasFixedStep: value === 'fixed' })}
      />
      {draft.hasFixedStep ? (
        <div className="sm:max-w-64">
          <MoneyField
            label="Step"
            name="bidIncrement"
            currency={currency}
            hint="The same at every price."
            value={draft.bidIncrement}
            error={errorOf('bidIncrement')}
            onChange={(bidIncrement) => onChange({ bidIncrement })}
          />
        </div>
      ) : (
        <TiersTable currency={currency} />
      )}
    </>
  );
}
