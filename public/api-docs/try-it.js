/** Sends what the forms of the API's page say, and shows what comes back. */
const tokenField = document.querySelector('#token');
const storageKey = 'gavel-api-token';

tokenField.value = sessionStorage.getItem(storageKey) ?? '';
tokenField.addEventListener('input', () => sessionStorage.setItem(storageKey, tokenField.value));

function readForm(form) {
  const fields = [...form.querySelectorAll('[data-in]')];
  const at = (place) => fields.filter((field) => field.dataset.in === place && field.value !== '');
  let path = form.dataset.path;
  for (const field of at('path')) path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
  const query = new URLSearchParams(at('query').map((field) => [field.name, field.value]));
  const headers = Object.fromEntries(at('header').map((field) => [field.name, field.value]));
  const body = at('body')[0]?.value;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (tokenField.value !== '') headers.authorization = `Bearer ${tokenField.value.trim()}`;
  const url = query.size > 0 ? `${path}?${query}` : path;
  return { url, init: { method: form.dataset.method, headers, ...(body !== undefined && { body }) } };
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A token that was just made is the one to go on with. */
function adoptToken(url, text) {
  if (!url.endsWith('/tokens')) return;
  const { token } = JSON.parse(text);
  if (typeof token !== 'string') return;
  tokenField.value = token;
  sessionStorage.setItem(storageKey, token);
}

async function send(form) {
  const output = form.querySelector('output');
  const { url, init } = readForm(form);
  output.textContent = `${init.method} ${url} …`;
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    output.textContent = `${response.status} ${response.statusText}\n${pretty(text)}`;
    output.dataset.ok = String(response.ok);
    if (response.ok) adoptToken(url, text);
  } catch (error) {
    output.textContent = `No answer: ${error.message}`;
    output.dataset.ok = 'false';
  }
}

for (const form of document.querySelectorAll('form[data-method]'))
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
