/** Whole public states for the live pages of this app; other programs use the API. */
import { isAuctionId } from '#lib/auction/identifiers';
import { encodeState } from '#lib/auction/wire';
import { findLots } from '#lib/listings/index';
import { statesAtOnce } from '#lib/realtime/client/read-states';

/** `GET /live?ids=1,2,3`: the states of those that exist, and the server's time. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('ids') ?? '';
  const ids = [...new Set(asked.split(',').map(Number))]
    .filter((id) => isAuctionId(id))
    .slice(0, statesAtOnce);
  const states = (await findLots(ids)).map(({ state }) => encodeState(state));
  return Response.json({ now: Date.now(), states }, { headers: { 'cache-control': 'no-store' } });
}
