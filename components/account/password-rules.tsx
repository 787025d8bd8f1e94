import { passwordLength, type Registration } from '#lib/accounts/registration-form';

/** What is still missing of a password, said quietly while it is typed. */
export function PasswordRules({ values: { password } }: { readonly values: Registration }) {
  const missing = passwordLength.min - password.length;
  if (password === '') return `At least ${passwordLength.min} characters. A few words in a row are fine.`;
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character' : 'characters'} to go.`;
  return <span className="text-act">Long enough.</span>;
}
