/** Keeps a few hot lots on sale: as one's time is over, the next is listed. So lots end all the time, also while the house is down. */
import { z } from 'zod';
import type { Random } from '#tests/simulation/random';
import { persist, type Doors } from '#tests/storm/wire';
import type { ApiPerson } from '#tests/support/api';
import { until } from '#tests/storm/until';

export interface StormLot {
  readonly id: number;
  readonly title: string;
  readonly startingPrice: number;
  readonly reservePrice: number | null;
  readonly buyNowPrice: number | null;
  /** By this process's clock (`performance.now()`): people stop coming a little after the lot has ended. */
  readonly leftAtMs: number;
  /** The lowest amount that would have been taken, when last heard. */
  minimum: number;
}

export interface Salesroom {
  /** Every lot ever listed. */
  readonly lots: readonly StormLot[];
  pick(): StormLot;
  /** Lists what is missing until told to close. */
  run(isClosing: () => boolean): Promise<void>;
}

const hotLots = 5;
const lingerMs = 1000;
const startingPrice = 1000;
const listed = z.object({ id: z.number() });

export function openSalesroom(house: Doors, seller: ApiPerson, random: Random): Salesroom {
  const lots: StormLot[] = [];
  const onSale = (): StormLot[] => lots.filter(({ leftAtMs }) => performance.now() < leftAtMs);

  const list = async (): Promise<void> => {
    const title = `Storm lot ${random.hex(16)}`;
    const duration = random.whole(3, 9);
    const reservePrice = random.pick([null, 5000, 800_000]);
    const buyNowPrice = random.oneIn(3) ? 900_000 : null;
    const body = {
      title,
      description: 'Listed while the house is being killed.',
      starting_price: startingPrice,
      bid_increment: 100,
      duration,
      soft_close_seconds: random.pick([0, 0, 1, 2]),
      reserve_price: reservePrice,
      buy_now_price: buyNowPrice,
    };
    const call = {
      method: 'POST',
      path: '/auctions',
      token: seller.token,
      key: random.hex(32),
      body,
    } as const;
    const { status, text } = await persist(house, call);
    if (status !== 201) throw new Error(`a lot was not listed: ${text}`);
    const leftAtMs = performance.now() + duration * 1000 + lingerMs;
    const { id } = listed.parse(JSON.parse(text));
    lots.push({ id, title, startingPrice, reservePrice, buyNowPrice, leftAtMs, minimum: startingPrice });
  };

  return {
    lots,
    pick: () => {
      // While the house is down no new lot can be listed; people then keep to the newest.
      const [first, ...others] = [...onSale(), ...lots.slice(-1)];
      if (!first) throw new Error('lots are listed before people come');
      return random.pick([first, ...others]);
    },
    run: async (isClosing) => {
      while (!isClosing()) {
        while (onSale().length < hotLots) await list();
        await until('a lot is over', () => isClosing() || onSale().length < hotLots);
      }
    },
  };
}
