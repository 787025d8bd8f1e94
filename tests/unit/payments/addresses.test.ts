import { describe, expect, it } from 'vitest';
import { isCountry, listCountries } from '#lib/payments/addresses/countries';
import {
  addressLines,
  deliveryAddressSchema,
  findAddressFaults,
  type DeliveryAddress,
} from '#lib/payments/addresses/delivery-address';

const good: DeliveryAddress = {
  name: 'Ada Lovelace',
  line1: '12 St James’s Square',
  line2: '',
  city: 'London',
  region: '',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
  phone: '',
};

const faultsOf = (change: Partial<DeliveryAddress>) =>
  findAddressFaults({ ...good, ...change }).map(({ path }) => path);
const messageOf = (change: Partial<DeliveryAddress>) => findAddressFaults({ ...good, ...change })[0]?.message;

describe('a delivery address', () => {
  it.each<[Partial<DeliveryAddress>, string[]]>([
    [{}, []],
    [{ name: '' }, ['name']],
    [{ name: 'a'.repeat(100) }, []],
    [{ name: 'a'.repeat(101) }, ['name']],
    [{ line1: '' }, ['line1']],
    [{ city: '' }, ['city']],
    [{ line2: 'Flat 4', region: 'Greater London' }, []],
    [{ name: 'Ada\u0000' }, ['name']],
    [{ city: 'Lon\u202edon' }, ['city']],
    [{ country: '' }, ['country']],
    [{ country: 'XX' }, ['country']],
    [{ country: 'gb' }, ['country']],
    [{ phone: '+44 (20) 7946-0018' }, []],
    [{ phone: '020.7946.0018' }, []],
    [{ phone: 'call me' }, ['phone']],
    [{ phone: '1234' }, ['phone']],
    [{ name: '', city: '', country: '' }, ['name', 'city', 'country']],
  ])('with %o has faults in %o', (change, paths) => {
    expect(faultsOf(change)).toEqual(paths);
  });

  it.each([
    ['DE', '10117', true],
    ['DE', '1011', false],
    ['DE', '', false],
    ['US', '90210', true],
    ['US', '90210-1234', true],
    ['US', '902101', false],
    ['CA', 'K1A 0B1', true],
    ['GB', 'M1 1AE', true],
    ['JP', '100-0001', true],
    ['IE', '', true],
    ['IE', 'D02 AF30', true],
    ['HK', '', true],
    ['HK', '12345678901', true],
    ['HK', '1234567890123', false],
    ['HK', '12/34', false],
  ])('in %s takes the postal code “%s”: %s', (country, postalCode, taken) => {
    expect(faultsOf({ country, postalCode })).toEqual(taken ? [] : ['postalCode']);
  });

  it('says kindly what a postal code there looks like', () => {
    expect(messageOf({ country: 'DE', postalCode: '1011' })).toBe(
      'A postal code of Germany has 5 letters and digits; this one has 4.',
    );
    expect(messageOf({ country: 'US', postalCode: '1' })).toContain('has 5 or 9 letters');
    expect(messageOf({ country: 'FR', postalCode: '' })).toBe(
      'Enter the postal code: in France parcels need one.',
    );
  });

  it('is tidied as it is read', () => {
    const read = deliveryAddressSchema.parse({ ...good, name: '  Ada\t\n Lovelace ' });
    expect(read.name).toBe('Ada Lovelace');
  });

  it('is written as on a parcel, without what is empty and without the telephone number', () => {
    expect(addressLines({ ...good, phone: '+44 20 7946 0018' })).toEqual([
      'Ada Lovelace',
      '12 St James’s Square',
      'London, SW1Y 4JH',
      'United Kingdom',
    ]);
  });
});

describe('countries', () => {
  it('are the 249 of ISO 3166-1, each with a name, by name', () => {
    const countries = listCountries();
    expect(countries).toHaveLength(249);
    expect(countries.every(({ code, name }) => isCountry(code) && name !== code)).toBe(true);
    const names = countries.map(({ name }) => name);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
  });
});
