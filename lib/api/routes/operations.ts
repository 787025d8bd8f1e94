/** For whoever runs the house. */
import { timingSafeEqual } from 'node:crypto';
import { engineDepth } from '#lib/bidding/index';
import { database } from '#lib/db/client';
import { missingMigrations } from '#lib/db/migrate';
import { defineRoute } from '#lib/api/define-route';
import { json, type ApiRequest } from '#lib/api/exchange';
import { problem } from '#lib/api/problems';
import { lifecycleIsAlive } from '#lib/lifecycle/index';
import { environment } from '#lib/platform/env';
import { log } from '#lib/platform/log';
import { exportMetrics, watchGauge } from '#lib/platform/metrics';

export const getHealth = defineRoute({
  method: 'GET',
  path: '/api/health',
  need: 'none',
  docs: {
    id: 'readHealth',
    tag: 'Operations',
    summary: 'Whether the process is up',
    answers: { 200: { description: 'It is' } },
  },
  handle: () => json({ status: 'up', uptime_seconds: Math.floor(process.uptime()) }),
});

type DatabaseCheck = {
  readonly database: 'ok' | 'unreachable';
  readonly migrations: 'ok' | 'missing' | 'unknown';
};

async function checkDatabase(): Promise<DatabaseCheck> {
  try {
    const rows = await database().$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const missing = missingMigrations(new Set(rows.map(({ migration_name: name }) => name)));
    return { database: 'ok', migrations: missing.length === 0 ? 'ok' : 'missing' };
  } catch (error) {
    log().warn({ err: error }, 'the database is out of reach');
    return { database: 'unreachable', migrations: 'unknown' };
  }
}

export const getReady = defineRoute({
  method: 'GET',
  path: '/api/ready',
  need: 'none',
  docs: {
    id: 'readReadiness',
    tag: 'Operations',
    summary: 'Whether the process can serve',
    answers: { 200: { description: 'It can' }, 503: { description: 'It cannot; the body says why' } },
  },
  async handle() {
    const worker = lifecycleIsAlive() ? ('ok' as const) : ('stalled' as const);
    const checks = { ...(await checkDatabase()), worker };
    const isReady = Object.values(checks).every((check) => check === 'ok');
    return json({ status: isReady ? 'ready' : 'not_ready', checks }, { status: isReady ? 200 : 503 });
  },
});

function mayReadMetrics({ headers, isLocal }: ApiRequest): boolean {
  const { metricsToken } = environment();
  const given = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (given !== undefined && metricsToken !== null) {
    const [a, b] = [Buffer.from(given), Buffer.from(metricsToken)];
    return a.length === b.length && timingSafeEqual(a, b);
  }
  return isLocal;
}

export const getMetrics = defineRoute({
  method: 'GET',
  path: '/api/metrics',
  need: 'none',
  docs: {
    id: 'readMetrics',
    tag: 'Operations',
    summary: 'Prometheus text, for loopback or the bearer of METRICS_TOKEN',
    answers: { 200: { description: 'Prometheus text' } },
  },
  async handle({ request }) {
    if (!mayReadMetrics(request))
      return problem('unauthenticated', {
        detail: 'From beyond loopback send “Authorization: Bearer <METRICS_TOKEN>”.',
        headers: { 'www-authenticate': 'Bearer' },
      });
    watchGauge({
      name: 'gavel_engine_depth',
      help: 'Bids and actions waiting for their decision or under way',
      read: engineDepth,
    });
    const { text, contentType } = await exportMetrics();
    return {
      status: 200,
      headers: { 'content-type': contentType, 'cache-control': 'no-store' },
      body: text,
    };
  },
});
