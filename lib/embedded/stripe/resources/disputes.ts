import { z } from 'zod';
import { createdParam, listPage, pageParams } from '#lib/embedded/stripe/api/lists';
import { changeMetadata, clearableText, flag, metadata, text } from '#lib/embedded/stripe/api/params';
import { route, type Route } from '#lib/embedded/stripe/api/route';
import { evidenceTexts, type Dispute } from '#lib/embedded/stripe/objects/dispute';
import { checkUndecided, loseDispute, submitEvidence } from '#lib/embedded/stripe/payments/settle-dispute';
import type { Scope } from '#lib/embedded/stripe/store/scope';

const evidenceParams = z.partialRecord(z.enum(evidenceTexts), clearableText(20_000));

type Evidence = z.output<typeof evidenceParams>;

/** Keeps what was given as evidence; handing it in is another step. */
function keepEvidence(scope: Scope, dispute: Dispute, evidence: Evidence): Dispute {
  const all = { ...dispute.evidence, ...evidence };
  return scope.update<'dispute'>({
    ...dispute,
    evidence: all,
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: evidenceTexts.some((name) => all[name] !== null),
    },
  });
}

export const disputeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/disputes',
    params: {
      ...pageParams,
      charge: text().optional(),
      created: createdParam,
      payment_intent: text().optional(),
    },
    answer: ({ scope, params: { charge, payment_intent, ...page } }) =>
      listPage(scope, { type: 'dispute', url: '/v1/disputes', page, where: { charge, payment_intent } }),
  }),
  route({
    method: 'GET',
    path: '/v1/disputes/:id',
    params: {},
    answer: ({ scope, path }) => scope.get('dispute', path.id),
  }),
  route({
    method: 'POST',
    path: '/v1/disputes/:id',
    params: {
      evidence: evidenceParams.optional(),
      metadata: metadata().optional(),
      submit: flag().optional(),
    },
    answer: ({ scope, path, params }) => {
      const before = scope.get('dispute', path.id);
      const described = { ...before, metadata: changeMetadata(before.metadata, params.metadata) };
      if (params.evidence === undefined) return scope.update<'dispute'>(described);
      checkUndecided(before);
      const kept = keepEvidence(scope, described, params.evidence);
      // Evidence is handed in unless the request asks to keep it for later.
      return params.submit === false ? kept : submitEvidence(scope, kept);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/disputes/:id/close',
    params: {},
    answer: ({ scope, path }) => {
      const dispute = scope.get('dispute', path.id);
      checkUndecided(dispute);
      return loseDispute(scope, dispute);
    },
  }),
];
