'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { toast } from 'sonner';
import { saveAddressAction, type AddressReply } from '#app/actions/address.ts';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { SelectField, TextField } from '#components/ui/field';
import { NoticeBox } from '#components/ui/notice-box';
import type { Country } from '#lib/payments/addresses/countries';
import { addressLimits, type DeliveryAddress } from '#lib/payments/addresses/delivery-address';

const empty: DeliveryAddress = {
  name: '',
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
  phone: '',
};

const unreachable: AddressReply = {
  accepted: false,
  message: 'We could not be reached just now. What you typed is still here; try again in a moment.',
  faults: [],
};

type Refused = Extract<AddressReply, { accepted: false }>;

interface AddressFormProps {
  readonly known: DeliveryAddress | null;
  readonly countries: readonly Country[];
  readonly onSaved?: (() => void) | undefined;
}

/** Where the reader has lots sent. What was typed stays whatever goes wrong. */
export function AddressForm({ known, countries, onSaved }: AddressFormProps) {
  const router = useRouter();
  const within = useDeadline();
  const [address, setAddress] = useState(known ?? empty);
  const [reply, setReply] = useState<Refused | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (reply) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [reply]);

  const submit = async (): Promise<void> => {
    setBusy(true);
    const answer = await within(() => saveAddressAction(address), formPatienceMs).catch(() => unreachable);
    setBusy(false);
    if (!answer.accepted) return setReply(answer);
    setReply(null);
    toast.success('Your address is saved');
    router.refresh();
    onSaved?.();
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void submit();
  };
  const field = (path: keyof DeliveryAddress) => ({
    name: path,
    value: address[path],
    error: reply?.faults.find((fault) => fault.path === path)?.message,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setAddress({ ...address, [path]: event.target.value }),
  });
  const text = (path: Exclude<keyof DeliveryAddress, 'country'>, autoComplete: string) => ({
    ...field(path),
    maxLength: addressLimits[path],
    autoComplete: `shipping ${autoComplete}`,
  });

  return (
    <form ref={form} noValidate onSubmit={onSubmit} className="grid gap-5" aria-label="Delivery address">
      {reply?.message && (
        <NoticeBox tone="loss" role="alert">
          {reply.message}
        </NoticeBox>
      )}
      <TextField label="Name" {...text('name', 'name')} />
      <TextField label="Street and number" {...text('line1', 'address-line1')} />
      <TextField label="Flat, floor or company, optional" {...text('line2', 'address-line2')} />
      <div className="grid gap-5 sm:grid-cols-[1fr_10rem]">
        <TextField label="Town or city" {...text('city', 'address-level2')} />
        <TextField label="Postal code" {...text('postalCode', 'postal-code')} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField label="State or county, optional" {...text('region', 'address-level1')} />
        <SelectField label="Country" autoComplete="shipping country" {...field('country')}>
          {address.country === '' && <option value="">Choose one</option>}
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label="Telephone, optional"
        type="tel"
        hint="Only for the carrier."
        {...text('phone', 'tel')}
      />
      <Button type="submit" size="large" busy={isBusy} className="sm:justify-self-start">
        Save this address
      </Button>
    </form>
  );
}
