import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import { readSigningKey, signReceipt } from '#lib/receipts/sign-receipt';
import {
  closed,
  commands,
  ended,
  exportOf,
  onTheWire,
  running,
  voided,
} from '#tests/unit/auction/example-export';
import { cleo } from '#tests/unit/auction/examples';
import { verifyExport } from '../../../scripts/verify-export.ts';

const history = ended(commands);

function tampered(sequence: number) {
  const rows = history.rows.map((row) => (row.sequence === sequence ? { ...row, username: 'eve' } : row));
  return onTheWire({ ...history, rows });
}

describe('npm run verify', () => {
  it('finds an export sound, running or ended, and says what it checked and what it cannot', async () => {
    for (const given of [history, running(commands), ended([])]) {
      const { sound, lines } = await verifyExport(onTheWire(given));
      expect(sound).toBe(true);
      expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
      expect(lines.join('\n')).toContain('It cannot show who stands behind a name');
    }
    const { lines } = await verifyExport(onTheWire(history));
    expect(lines).toContain('✓ 4 maximums were opened, and are the ones that the bids were bound to.');
    expect(lines).toContain('✓ The history leads where the house says: $305, cleo, 4 bids.');
  });

  it('follows a void, and tells it among the last rows', async () => {
    const { state, rows } = voided(commands, cleo);
    for (const given of [state, closed(state)]) {
      const { sound, lines } = await verifyExport(onTheWire(exportOf(given, rows)));
      expect(sound).toBe(true);
      expect(lines).toContain('✓ The history leads where the house says: $202.50, ben, 3 bids.');
      expect(lines.join('\n')).toContain('$202.50 · cleo has no bids any more: the house withdrew them');
      expect(lines.join('\n')).toContain('$202.50 · ben is in the lead');
    }
  });

  it.each([1, 4, 7])('names row %i as the first broken one when it was changed', async (sequence) => {
    const { sound, lines } = await verifyExport(tampered(sequence));
    expect(sound).toBe(false);
    expect(lines.at(-1)).toBe(`✗ Row ${sequence} was changed: its fingerprint is of something else.`);
  });

  it('names a row that is malformed, and what is no history at all', async () => {
    const broken = JSON.parse(JSON.stringify(onTheWire(history)).replace('"sequence":2', '"sequence":"2"'));
    expect(await verifyExport(broken)).toEqual({
      sound: false,
      lines: ['✗ This history cannot be read: row 2 is malformed.'],
    });
    expect(await verifyExport([])).toMatchObject({ sound: false, lines: ['✗ This is not a Gavel history.'] });
  });

  it('holds receipts against it: a cut history is sound by itself, and found out by a receipt', async () => {
    const key = generateKeyPairSync('ed25519').privateKey;
    const house = readSigningKey(key.export({ format: 'pem', type: 'pkcs8' }).toString());
    const whole = running(commands);
    const last = whole.rows.at(-2);
    if (!last) throw new Error('the history has seven rows');
    const kept = {
      receipts: [await signReceipt({ ...last, auctionId: whole.terms.auctionId }, house)],
      keys: [house.published],
    };
    expect(await verifyExport(onTheWire(whole), kept)).toMatchObject({ sound: true });
    const cut = running(commands.slice(0, 3));
    expect(await verifyExport(onTheWire(cut))).toMatchObject({ sound: true });
    const found = await verifyExport(onTheWire(cut), kept);
    expect(found.sound).toBe(false);
    expect(found.lines.join('\n')).toMatch(/✗ The receipt for row 6 .*it was rewritten/);
    const forged = kept.receipts.map((receipt) => ({ ...receipt, price: cents(1) }));
    expect(await verifyExport(onTheWire(whole), { ...kept, receipts: forged })).toMatchObject({
      sound: false,
    });
  });
});
