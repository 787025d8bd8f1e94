import type { Requirements } from '#lib/embedded/stripe/objects/account';

/** Nothing stands between the account and its money. */
export const nothingDue: Requirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

/** What the onboarding page collects. */
const dueAtFirst = [
  'external_account',
  'individual.first_name',
  'individual.last_name',
  'tos_acceptance.date',
];

/** Everything is still to do. */
export const onboardingDue: Requirements = {
  ...nothingDue,
  currently_due: dueAtFirst,
  disabled_reason: 'requirements.past_due',
  eventually_due: dueAtFirst,
  past_due: dueAtFirst,
};
