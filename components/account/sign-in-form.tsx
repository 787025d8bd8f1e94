'use client';

import { signIn } from 'next-auth/react';
import { useState, type SubmitEvent } from 'react';
import { PasswordField } from '#components/forms/password-field';
import { Button } from '#components/ui/button';
import { TextField } from '#components/ui/field';
import { NoticeBox } from '#components/ui/notice-box';

/** What next-auth hands on when signing in failed, in words for people. */
function failureWords(error: string): string {
  if (error === 'rate_limited') return 'Too many tries for this account. Wait five minutes, then try again.';
  if (error === 'CredentialsSignin')
    return 'That name and password do not go together. Check both, then try again.';
  return 'Signing in did not work just now. Try again in a moment.';
}

/** @param returnTo a path within the site. */
export function SignInForm({ returnTo }: { readonly returnTo: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const data = new FormData(form);
    const answer = await signIn('credentials', {
      redirect: false,
      login: data.get('login'),
      password: data.get('password'),
    }).catch(() => undefined);
    // A new document: whatever was prepared for a signed-out reader is dropped.
    if (answer?.ok) return window.location.assign(returnTo);
    setFailure(failureWords(answer?.error ?? 'unreachable'));
    setBusy(false);
  };

  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void submit(event.currentTarget);
  };

  return (
    // Sent before the script has loaded, a POST at least keeps the password out of the address.
    <form method="post" onSubmit={onSubmit} className="grid gap-5">
      {failure !== null && (
        <NoticeBox tone="loss" role="alert">
          {failure}
        </NoticeBox>
      )}
      <TextField
        label="Username or e-mail address"
        name="login"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" />
      <Button type="submit" size="large" busy={isBusy} className="mt-1">
        Sign in
      </Button>
    </form>
  );
}
