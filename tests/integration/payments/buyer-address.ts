import type { DeliveryAddress } from '#lib/payments/index';

/** Where a buyer has lots sent, where it does not matter where. */
export const buyerAddress: DeliveryAddress = {
  name: 'A. Buyer',
  line1: '1 Long Road',
  line2: '',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
  phone: '',
};
