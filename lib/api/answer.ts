/** From a request to its answer, whatever happens on the way: every failure is a problem document too. */
import { signInMethods } from '#lib/accounts/index';
import type { ApiAnswer, ApiRequest } from '#lib/api/exchange';
import { allowedMethods, createRouteTable } from '#lib/api/match-route';
import { problem, problemForLater } from '#lib/api/problems';
import { routes } from '#lib/api/routes';
import { isUnreachable } from '#lib/db/unreachable';
import { log } from '#lib/platform/log';
import { countApiRequest } from '#lib/platform/metrics';

const findRoute = createRouteTable(routes);

/** What next-auth answers is not in the table, and whatever else is tried at its addresses ends here. */
function refuseAddress(path: string): ApiAnswer {
  const allowed = signInMethods(path);
  return allowed
    ? problem('method_not_allowed', { headers: { allow: allowed.join(', ') } })
    : problem('not_found');
}

/** A database that is started again is back within moments. */
const databaseBackSeconds = 3;

const answerToFailure = (error: unknown): ApiAnswer =>
  isUnreachable(error) ? problemForLater('unavailable', databaseBackSeconds) : problem('internal_error');

async function serve(request: ApiRequest): Promise<{ route: string; answer: ApiAnswer }> {
  const match = findRoute(request.path);
  if (!match) return { route: 'none', answer: refuseAddress(request.path) };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = match.byMethod.get(method);
  if (!route) {
    const answer = problem('method_not_allowed', { headers: { allow: allowedMethods(match.byMethod) } });
    return { route: match.path, answer };
  }
  try {
    return { route: match.path, answer: await route.serve(request, match.params) };
  } catch (error) {
    log().error({ err: error, method: request.method, route: match.path }, 'a call failed');
    return { route: match.path, answer: answerToFailure(error) };
  }
}

/** Never rejects. A HEAD request gets the whole answer; whoever sends it leaves the body out. */
export async function answer(request: ApiRequest): Promise<ApiAnswer> {
  const served = await serve(request);
  countApiRequest({ route: served.route, method: request.method, status: served.answer.status });
  return served.answer;
}
