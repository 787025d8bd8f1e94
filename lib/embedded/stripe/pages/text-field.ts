import { html, type Html } from '#lib/embedded/stripe/pages/html';

export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: string;
  readonly type?: 'text' | 'email';
  readonly inputMode?: 'numeric' | 'email';
  readonly placeholder?: string;
  readonly maximumLength?: number;
  readonly hint?: string;
}

export interface TextFieldState {
  readonly value: string;
  readonly error: string | undefined;
  /** The id of something elsewhere on the page that explains this field. */
  readonly explainedBy?: string | null;
  readonly isFocused: boolean;
}

/** A labelled input; what is wrong with it stands under it and is tied to it for those who hear the page. */
export function textField(field: TextField, state: TextFieldState): Html {
  const { value, error, isFocused } = state;
  const explanations = [
    error === undefined ? null : `${field.name}-error`,
    field.hint === undefined ? null : `${field.name}-hint`,
    state.explainedBy ?? null,
  ].filter((id) => id !== null);
  return html`<div class="field ${error === undefined ? '' : 'wrong'}">
    <label for="${field.name}">${field.label}</label>
    <input
      id="${field.name}"
      name="${field.name}"
      type="${field.type ?? 'text'}"
      value="${value}"
      autocomplete="${field.autocomplete}"
      ${field.inputMode === undefined ? null : html`inputmode="${field.inputMode}"`}
      ${field.placeholder === undefined ? null : html`placeholder="${field.placeholder}"`}
      ${field.maximumLength === undefined ? null : html`maxlength="${field.maximumLength}"`}
      ${error === undefined ? null : html`aria-invalid="true"`}
      ${explanations.length === 0 ? null : html`aria-describedby="${explanations.join(' ')}"`}
      ${isFocused ? html`autofocus` : null}
      required
      spellcheck="false"
    />
    ${error === undefined ? null : html`<p class="error" id="${field.name}-error">${error}</p>`}
    ${field.hint === undefined ? null : html`<p class="sub" id="${field.name}-hint">${field.hint}</p>`}
  </div>`;
}
