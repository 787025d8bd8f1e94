import { expect, test } from 'vitest';
import { contactAddress } from '#lib/platform/contact';

test.each([
  ['Gavel <sales@auctions.example>', 'sales@auctions.example'],
  ['sales@auctions.example', 'sales@auctions.example'],
])('whose mails come from %s is written to at %s', (mailFrom, address) => {
  expect(contactAddress({ smtpUrl: 'smtp://mail.example', mailFrom })).toBe(address);
});

test('nobody is told to write where mail is only captured', () => {
  expect(contactAddress({ smtpUrl: null, mailFrom: 'Gavel <no-reply@localhost>' })).toBeNull();
});
