import { describe, expect, it } from 'vitest';
import { invalidRequest, problem, problemCodes, problemForLater, statusOf, wordsOf } from '#lib/api/problems';
import { problemSchema } from '#lib/api/schemas/problem';

describe('problems', () => {
  it('all have a status of an error, and words that end as sentences do', () => {
    for (const code of problemCodes) {
      expect(statusOf(code)).toBeGreaterThanOrEqual(400);
      expect(wordsOf(code)).toMatch(/^[A-Z“`].*[.!?]$/);
    }
  });

  it('are RFC 9457 documents whose status agrees with the answer’s', () => {
    const answer = problem('not_found');
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(problemSchema.parse(JSON.parse(answer.body))).toMatchObject({
      type: '/api/v1/docs#not_found',
      status: answer.status,
      code: 'not_found',
    });
  });

  it('name every fault of a request', () => {
    const errors = [{ path: 'bid_amount', message: 'An amount is above zero.' }];
    expect(JSON.parse(invalidRequest(errors).body)).toMatchObject({ status: 400, errors });
  });

  it('say when to come back, in the header and in the body', () => {
    const answer = problemForLater('rate_limited', 7);
    expect(answer.headers['retry-after']).toBe('7');
    expect(JSON.parse(answer.body)).toMatchObject({ status: 429, retry_after: 7 });
  });
});
