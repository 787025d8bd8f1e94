/** Histories that somebody made up, for the tests of those who check them. */
import { commitTo, genesisHash, hashRow } from '#lib/auction/chain';
import { cents } from '#lib/auction/money';
import type { Openings } from '#lib/auction/turn-rules';
import type { AuctionTerms, ChainedRow, Sha256Hex } from '#lib/auction/types';
import { at, salt } from '#tests/unit/auction/examples';

/** A row of a history that somebody made up; the links and hashes are made right, so that only the rules can object. */
export interface Forged {
  readonly kind: ChainedRow['kind'];
  readonly who: 'ada' | 'ben' | 'cleo';
  readonly price: number;
  readonly at?: number;
  /** Opened when given. Every row but an automatic one or a void commits to it, or to its price. */
  readonly maximum?: number;
  readonly misplaced?: boolean;
}

export interface Forgery {
  readonly rows: readonly ChainedRow[];
  readonly openings: Openings;
}

export function forge(forged: readonly Forged[], terms: AuctionTerms): Forgery {
  let previousHash: Sha256Hex = genesisHash(terms);
  const rows = forged.map(
    ({ kind, who, price, at: moment = 0, maximum = price, misplaced = false }, index) => {
      const commits = (kind !== 'automatic' && kind !== 'void') !== misplaced;
      const bare = {
        sequence: index + 1,
        kind,
        username: who,
        price: cents(price),
        at: at(moment),
        commitment: commits ? commitTo(cents(maximum), salt) : null,
        previousHash,
      };
      const row = { ...bare, hash: hashRow(terms.auctionId, bare) };
      previousHash = row.hash;
      return row;
    },
  );
  const openings = new Map(
    forged.flatMap(({ maximum }, index) =>
      maximum === undefined ? [] : [[index + 1, { maximum: cents(maximum), salt }] as const],
    ),
  );
  return { rows, openings };
}
