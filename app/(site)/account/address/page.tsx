import type { Metadata } from 'next';
import { AddressForm } from '#components/orders/address-form';
import { PageHeader } from '#components/ui/page-header';
import { listCountries, readOwnAddress } from '#lib/payments/index';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Delivery address' };

export default async function AddressPage() {
  const caller = await requireCaller('/account/address');
  const known = await readOwnAddress(caller.id);
  return (
    <div className="max-w-2xl pb-14">
      <PageHeader title="Delivery address">
        Where we have lots sent that you win. It is kept encrypted, and a seller learns it once you have paid.
      </PageHeader>
      <AddressForm known={known} countries={listCountries()} />
    </div>
  );
}
