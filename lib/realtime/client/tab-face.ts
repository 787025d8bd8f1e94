/**
 * The title and the icon by which people tell a tab from its neighbours. Invariant: what was shown before comes back, unless
 * the page itself has changed it meanwhile.
 */

/** Puts words before the title, also when the page gives itself another, until the returned function is called. */
export function prefixTitle(words: string): () => void {
  const prefix = `${words} · `;
  let plain = document.title;
  const show = (): void => {
    if (document.title.startsWith(prefix)) return;
    plain = document.title;
    document.title = prefix + plain;
  };
  show();
  const observer = new MutationObserver(show);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => {
    observer.disconnect();
    if (document.title === prefix + plain) document.title = plain;
  };
}

/** Shows another icon until the returned function is called. */
export function replaceIcon(address: string): () => void {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
  const plain = links.map((link) => link.getAttribute('href') ?? '');
  for (const link of links) link.setAttribute('href', address);
  return () => {
    for (const [index, link] of links.entries())
      if (link.getAttribute('href') === address) link.setAttribute('href', plain[index] ?? '');
  };
}
