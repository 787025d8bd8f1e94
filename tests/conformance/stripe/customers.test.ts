import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStripe, type TestStripe } from '#tests/conformance/stripe/support/start-stripe';

let gavel: TestStripe;
beforeAll(async () => {
  gavel = await startStripe();
});
afterAll(async () => {
  await gavel.close();
});

describe('customers', () => {
  test('are created, changed, found and deleted', async () => {
    const { customers } = gavel.stripe;
    const created = await customers.create({
      name: 'Alice',
      email: 'alice@example.com',
      metadata: { user: '5', vip: 'yes' },
    });
    const changed = await customers.update(created.id, {
      name: '',
      phone: '+1 555',
      metadata: { vip: '', paddle: '12' },
    });
    expect(changed).toMatchObject({ name: null, phone: '+1 555', email: 'alice@example.com' });
    expect(changed.metadata).toEqual({ user: '5', paddle: '12' });
    expect(await customers.retrieve(created.id)).toEqual(changed);
    expect((await customers.list({ email: 'alice@example.com' })).data).toEqual([changed]);

    expect(await customers.del(created.id)).toMatchObject({ id: created.id, deleted: true });
    expect(await customers.retrieve(created.id)).toMatchObject({ id: created.id, deleted: true });
    expect((await customers.list({ email: 'alice@example.com' })).data).toEqual([]);
    await expect(customers.update(created.id, { name: 'Bob' })).rejects.toMatchObject({ statusCode: 404 });
  });

  test('announce themselves, and what changed', async () => {
    const customer = await gavel.stripe.customers.create({ name: 'Carol' });
    await gavel.stripe.customers.update(customer.id, { name: 'Caroline' });
    await gavel.stripe.customers.del(customer.id);
    const deleted = await gavel.inbox.waitFor(
      ({ type, data }) =>
        type === 'customer.deleted' && 'id' in data.object && data.object.id === customer.id,
    );
    expect(deleted.data.object).toMatchObject({ name: 'Caroline' });
    const updated = await gavel.inbox.waitFor(
      ({ type, data }) =>
        type === 'customer.updated' && 'id' in data.object && data.object.id === customer.id,
    );
    expect(updated.data.previous_attributes).toEqual({ name: 'Carol' });
    expect(updated.request?.id).toMatch(/^req_/);
  });

  test.each([
    ['too many keys', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'v']))],
    ['a key of 41 characters', { ['k'.repeat(41)]: 'v' }],
    ['a value of 501 characters', { key: 'v'.repeat(501) }],
  ])('refuse metadata with %s', async (_, metadata) => {
    await expect(gavel.stripe.customers.create({ metadata })).rejects.toMatchObject({
      statusCode: 400,
      param: 'metadata',
    });
  });
});

describe('lists', () => {
  let names: TestStripe;
  const ids: string[] = [];
  beforeAll(async () => {
    names = await startStripe();
    for (let index = 0; index < 25; index += 1) {
      names.clock.ms += 1000;
      ids.unshift((await names.stripe.customers.create({ name: `Customer ${index}` })).id);
    }
  });
  afterAll(async () => {
    await names.close();
  });

  test('are newest first, ten at a time unless told otherwise', async () => {
    const page = await names.stripe.customers.list();
    expect(page.data.map(({ id }) => id)).toEqual(ids.slice(0, 10));
    expect(page).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' });
  });

  test('turn pages forwards and backwards without gaps, while rows are added', async () => {
    const first = await names.stripe.customers.list({ limit: 10 });
    await names.stripe.customers.create({ name: 'Latecomer' });
    const second = await names.stripe.customers.list({ limit: 10, starting_after: first.data[9]?.id ?? '' });
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(10, 20));
    const last = await names.stripe.customers.list({ limit: 10, starting_after: second.data[9]?.id ?? '' });
    expect(last.data.map(({ id }) => id)).toEqual(ids.slice(20));
    expect(last.has_more).toBe(false);
    const back = await names.stripe.customers.list({ limit: 10, ending_before: last.data[0]?.id ?? '' });
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(10, 20));
    expect(back.has_more).toBe(true);
  });

  test('feed the library’s automatic pagination', async () => {
    const found: string[] = [];
    for await (const customer of names.stripe.customers.list({ limit: 7 })) found.push(customer.id);
    expect(found.slice(-25)).toEqual(ids);
  });

  test('filter by time of creation', async () => {
    const [newest, second] = (await names.stripe.customers.list({ limit: 2, starting_after: ids[0] ?? '' }))
      .data;
    const exact = await names.stripe.customers.list({ created: newest?.created ?? 0 });
    expect(exact.data.map(({ id }) => id)).toEqual([newest?.id]);
    const range = await names.stripe.customers.list({
      created: { gte: second?.created ?? 0, lt: newest?.created ?? 0 },
    });
    expect(range.data.map(({ id }) => id)).toEqual([second?.id]);
  });

  test.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 101 }, 'limit'],
    [{ starting_after: 'cus_none' }, 'starting_after'],
  ])('refuse %o', async (params, param) => {
    await expect(names.stripe.customers.list(params)).rejects.toMatchObject({ statusCode: 400, param });
  });
});
