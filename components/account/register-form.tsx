'use client';

import { signIn } from 'next-auth/react';
import { useState, type SubmitEvent } from 'react';
import { z } from 'zod';
import { PasswordField } from '#components/forms/password-field';
import { PasswordRules } from '#components/account/password-rules';
import { Button } from '#components/ui/button';
import { TextField } from '#components/ui/field';
import { NoticeBox } from '#components/ui/notice-box';
import { registrationSchema, type Registration } from '#lib/accounts/registration-form';
import { registerAction, type RegisterReply } from '#app/actions/register.ts';

type Faults = Readonly<Record<keyof Registration, string | undefined>>;

const noFaults: Faults = { username: undefined, email: undefined, password: undefined };
const empty: Registration = { username: '', email: '', password: '' };

function faultsOf(values: Registration): Faults {
  const parsed = registrationSchema.safeParse(values);
  if (parsed.success) return noFaults;
  const { fieldErrors } = z.flattenError(parsed.error);
  // The first fault of each field is the one to mend first.
  return {
    username: fieldErrors.username?.[0],
    email: fieldErrors.email?.[0],
    password: fieldErrors.password?.[0],
  };
}

const unreachable: RegisterReply = {
  accepted: false,
  message: 'We could not be reached just now. What you typed is still here; try again in a moment.',
  faults: [],
};

/** Opens an account and signs in with it. @param returnTo a path within the site. */
export function RegisterForm({ returnTo }: { readonly returnTo: string }) {
  const [values, setValues] = useState(empty);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reply, setReply] = useState<Extract<RegisterReply, { accepted: false }> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const own = faultsOf(values);

  const set = (name: keyof Registration, value: string): void => {
    setValues({ ...values, [name]: value });
    // What the server said about the field was about another value.
    if (reply) setReply({ ...reply, faults: reply.faults.filter(({ path }) => path !== name) });
  };
  const leave = (name: keyof Registration) => () => setLeft(new Set(left).add(name));
  // Rules speak up once a field is left, not while its first letters are typed.
  const errorOf = (name: keyof Registration): string | undefined =>
    reply?.faults.find(({ path }) => path === name)?.message ?? (left.has(name) ? own[name] : undefined);

  const submit = async (form: HTMLFormElement): Promise<void> => {
    setLeft(new Set(Object.keys(values)));
    const [atFault] = Object.entries(own).find(([, fault]) => fault) ?? [];
    if (atFault) return form.querySelector<HTMLElement>(`[name="${atFault}"]`)?.focus();
    setBusy(true);
    const answer = await registerAction(values).catch(() => unreachable);
    if (!answer.accepted) {
      setReply(answer);
      return setBusy(false);
    }
    const { username: login, password } = values;
    const signedIn = await signIn('credentials', { redirect: false, login, password }).catch(() => undefined);
    const door = `/sign-in?callbackUrl=${encodeURIComponent(returnTo)}`;
    window.location.assign(signedIn?.ok ? returnTo : door);
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void submit(event.currentTarget);
  };

  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid gap-5">
      {reply?.message && (
        <NoticeBox tone="loss" role="alert">
          {reply.message}
        </NoticeBox>
      )}
      <TextField
        label="Username"
        name="username"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        hint="Everyone sees it beside your bids."
        error={errorOf('username')}
        onChange={(event) => set('username', event.target.value)}
        onBlur={leave('username')}
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        required
        autoComplete="email"
        hint="For news of your bids and sales. Nobody else sees it."
        error={errorOf('email')}
        onChange={(event) => set('email', event.target.value)}
        onBlur={leave('email')}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        hint={<PasswordRules values={values} />}
        error={errorOf('password')}
        onChange={(value) => set('password', value)}
        onBlur={leave('password')}
      />
      <Button type="submit" size="large" busy={isBusy} className="mt-1">
        Create account
      </Button>
    </form>
  );
}
