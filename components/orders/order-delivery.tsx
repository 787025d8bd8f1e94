import { AddressBlock } from '#components/orders/address-block';
import { OwnAddress } from '#components/orders/own-address';
import type { Country } from '#lib/payments/addresses/countries';
import type { OrderView } from '#lib/payments/types';

interface OrderDeliveryProps {
  readonly order: OrderView;
  readonly countries: readonly Country[];
}

function Delivery({ order, countries }: OrderDeliveryProps) {
  const { role, status, address, price } = order;
  const isBuyer = role === 'buyer';
  if (price.shippingPrice === null)
    return (
      <p className="max-w-lines text-[15px] text-soft">
        {isBuyer
          ? 'You pick it up in person, where the seller’s description says.'
          : 'It is picked up in person, where your description says.'}
      </p>
    );
  // Until it is paid the buyer may change where it goes; one that was paid without an address still needs it.
  if (isBuyer && (status === 'pending' || (status === 'paid' && address === null)))
    return (
      <OwnAddress known={address} countries={countries}>
        {address && <AddressBlock address={address} />}
      </OwnAddress>
    );
  if (address) return <AddressBlock address={address} />;
  return (
    <p className="max-w-lines text-[15px] text-soft">
      {isBuyer || status !== 'pending'
        ? 'There is no address on this order.'
        : 'You learn the address as soon as it is paid.'}
    </p>
  );
}

/** How the lot reaches its buyer; nothing where it does not. */
export function OrderDelivery(props: OrderDeliveryProps) {
  const { status } = props.order;
  if (status === 'lapsed' || status === 'cancelled') return null;
  const needsAddress = status === 'pending' && props.order.role === 'buyer' && !props.order.address;
  return (
    <section aria-labelledby="delivery" className="border-t border-line pt-7">
      <h2 id="delivery" className="mb-1 scroll-mt-24 text-2xl">
        {props.order.price.shippingPrice === null ? 'Pick-up' : 'Delivery'}
      </h2>
      {props.order.price.shippingPrice !== null && (
        <p className="mb-5 max-w-lines text-[15px] text-soft">
          {needsAddress
            ? 'Where should it be sent? The seller learns the address once the order is paid, and nobody else does.'
            : 'The seller and you see this, nobody else.'}
        </p>
      )}
      <Delivery {...props} />
    </section>
  );
}
