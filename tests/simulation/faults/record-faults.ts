/** Faults of what is written down: versions, sequence, hashes, commitments, and what survives a crash. */
import { hashRow, sha256Hex } from '#lib/auction/chain';
import type { HistoryRow } from '#lib/auction/types';
import { nativeSha256 } from '#lib/platform/sha256';
import { amend, amendState, withRows, type Accepted, type Fault } from '#tests/simulation/faults/plant';

const lastChanged = ({ rows }: Accepted, change: (row: HistoryRow) => HistoryRow): HistoryRow[] =>
  rows.map((row, index) => (index === rows.length - 1 ? change(row) : row));

const nowhere = sha256Hex('0'.repeat(64));

export const recordFaults: readonly Fault[] = [
  {
    name: 'a bid does not bump the version',
    caughtBy: ['version rises by one'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'place_bid' ? { version: state.version } : null,
    ),
  },
  {
    name: 'a close does not bump the version',
    caughtBy: ['version rises by one'],
    plant: (rules) => ({
      ...rules,
      close: (state, now) => {
        const closed = rules.close(state, now);
        return closed && { ...closed, version: state.version };
      },
    }),
  },
  {
    name: 'a number is left out of the sequence',
    caughtBy: ['sequence', 'sequence dense'],
    plant: amend((accepted) =>
      accepted.rows.length === 0
        ? null
        : withRows(
            accepted,
            lastChanged(accepted, (row) => ({ ...row, sequence: row.sequence + 1 })),
          ),
    ),
  },
  {
    name: 'a row is not linked to the one before',
    caughtBy: ['rows are linked'],
    plant: amend((accepted, { state }) => {
      if (accepted.rows.length !== 1 || state.lastHash === null) return null;
      const rows = lastChanged(accepted, (row) => {
        const loose = { ...row, previousHash: nowhere };
        return { ...loose, hash: hashRow(state.terms.auctionId, loose, nativeSha256) };
      });
      return { ...accepted, rows, state: { ...accepted.state, lastHash: rows[0]?.hash ?? null } };
    }),
  },
  {
    name: 'a first row does not stand on the terms',
    caughtBy: ['chain verifies'],
    plant: amend((accepted, { state }) => {
      const [first] = accepted.rows;
      return first && state.lastHash === null
        ? withRows({ ...accepted, rows: [{ ...first, previousHash: nowhere }] }, accepted.rows)
        : null;
    }),
  },
  {
    name: 'a row’s hash does not cover its price',
    caughtBy: ['rows are sealed'],
    plant: amend((accepted, { state: { terms } }) => {
      const rows = lastChanged(accepted, (row) => {
        const hash = hashRow(terms.auctionId, { ...row, price: terms.startingPrice }, nativeSha256);
        return { ...row, hash };
      });
      return { ...accepted, rows, state: { ...accepted.state, lastHash: rows.at(-1)?.hash ?? null } };
    }),
  },
  {
    name: 'a maximum is committed to with another’s salt',
    caughtBy: ['maxima are committed to'],
    plant: amend((accepted) =>
      withRows(
        accepted,
        accepted.rows.map((row) => (row.salt === null ? row : { ...row, salt: '00'.repeat(16) })),
      ),
    ),
  },
  {
    name: 'a bid that a crash undid is acknowledged',
    caughtBy: ['acknowledged bids are in the history', 'acknowledged bids stay in the history'],
    plant: (rules) => ({ ...rules, answersAfterCommit: false }),
  },
  {
    name: 'two processes decide on one lot at once',
    // The later one judges by what the lot was before the earlier one.
    caughtBy: ['verdict', 'refusal', 'history lines'],
    plant: (rules) => ({ ...rules, locksLots: false }),
  },
];
