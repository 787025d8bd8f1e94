'use client';

import { useState, type ReactNode } from 'react';
import { AddressForm } from '#components/orders/address-form';
import { Button } from '#components/ui/button';
import type { Country } from '#lib/payments/addresses/countries';
import type { DeliveryAddress } from '#lib/payments/addresses/delivery-address';

interface OwnAddressProps {
  readonly known: DeliveryAddress | null;
  readonly countries: readonly Country[];
  /** The known address as it is written on a parcel. */
  readonly children: ReactNode;
}

/** The reader's address, to read and to change; the form while there is none. */
export function OwnAddress({ known, countries, children }: OwnAddressProps) {
  const [isOpen, setOpen] = useState(false);
  if (known === null || isOpen)
    return <AddressForm known={known} countries={countries} onSaved={() => setOpen(false)} />;
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      {children}
      <Button look="quiet" onClick={() => setOpen(true)}>
        Send it elsewhere
      </Button>
    </div>
  );
}
