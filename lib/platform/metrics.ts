/** What the process counts, in Prometheus' form. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { processWide } from '#lib/platform/singleton';

interface Metrics {
  readonly registry: Registry;
  readonly apiRequests: Counter<'route' | 'method' | 'status'>;
}

const metrics = (): Metrics =>
  processWide('metrics', () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const apiRequests = new Counter({
      name: 'gavel_api_requests_total',
      help: 'Answers of the HTTP API',
      labelNames: ['route', 'method', 'status'],
      registers: [registry],
    });
    return { registry, apiRequests };
  });

/** @param route the pattern, never the address itself: there are as many series as routes. */
export function countApiRequest(labels: {
  readonly route: string;
  readonly method: string;
  readonly status: number;
}): void {
  metrics().apiRequests.inc(labels);
}

/** Adds a number that is read whenever somebody asks. Adding it again changes nothing. */
export function watchGauge(gauge: {
  readonly name: string;
  readonly help: string;
  readonly read: () => number;
}): void {
  const { registry } = metrics();
  if (registry.getSingleMetric(gauge.name)) return;
  const { name, help, read } = gauge;
  registry.registerMetric(
    new Gauge({
      name,
      help,
      registers: [],
      collect() {
        this.set(read());
      },
    }),
  );
}

/** All of it as text, and the content type to send it with. */
export async function exportMetrics(): Promise<{ readonly text: string; readonly contentType: string }> {
  const { registry } = metrics();
  return { text: await registry.metrics(), contentType: registry.contentType };
}
