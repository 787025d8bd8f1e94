/** A delivery address as its owner sends it. Nothing sends it back. */
import { z } from 'zod';
import type { RequestFault } from '#lib/api/problems';
import type { AddressFault, DeliveryAddress } from '#lib/payments/index';

const line = z.string().max(200, 'Write at most 200 characters.');
const optionalLine = line.optional();

export const newAddressSchema = z
  .object({
    name: line,
    line1: line.meta({ description: 'Street and number' }),
    line2: optionalLine,
    city: line,
    region: optionalLine.meta({ description: 'State, province or county' }),
    postal_code: optionalLine,
    country: line.meta({ description: 'ISO 3166-1 alpha-2', example: 'DE' }),
    phone: optionalLine.meta({ description: 'For the carrier' }),
  })
  .meta({ id: 'DeliveryAddress' });

const tidy = (text = ''): string => text.trim().replaceAll(/\s+/g, ' ');

export const toDeliveryAddress = (address: z.infer<typeof newAddressSchema>): DeliveryAddress => ({
  name: tidy(address.name),
  line1: tidy(address.line1),
  line2: tidy(address.line2),
  city: tidy(address.city),
  region: tidy(address.region),
  postalCode: tidy(address.postal_code),
  country: tidy(address.country),
  phone: tidy(address.phone),
});

export const toAddressFaults = (faults: readonly AddressFault[]): RequestFault[] =>
  faults.map(({ path, message }) => ({ path: path === 'postalCode' ? 'postal_code' : path, message }));
