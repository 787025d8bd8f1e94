/** Whole public states for the live pages of this app; other programs use the API. */
import { isAuctionId } from '#lib/auction/identifiers';
import { encodeState } from '#lib/auction/wire';
import { findLiveStates } from '#lib/listings/index';
import { statesAtOnce } from '#lib/realtime/client/read-states';

/** `GET /live?ids=1,2,3`: the states of those that exist, and the time by the clock that decides. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('ids') ?? '';
  const ids = [...new Set(asked.split(',').map(Number))]
    .filter((id) => isAuctionId(id))
    .slice(0, statesAtOnce);
  const { now, states } = await findLiveStates(ids);
  const body = { now, states: states.map((state) => encodeState(state)) };
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}
