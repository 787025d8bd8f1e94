import { addressLines, type DeliveryAddress } from '#lib/payments/addresses/delivery-address';

/** An address as it is written on a parcel, and the number for the carrier. */
export function AddressBlock({ address }: { readonly address: DeliveryAddress }) {
  return (
    <address className="text-[15px] break-words not-italic">
      <p className="whitespace-pre-line">{addressLines(address).join('\n')}</p>
      {address.phone !== '' && <span className="mt-2 block text-soft">{address.phone}</span>}
    </address>
  );
}
