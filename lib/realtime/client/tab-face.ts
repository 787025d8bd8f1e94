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

/** Shows another icon, also when the page gives itself its own again, until the returned function is called. */
export function replaceIcon(address: string): () => void {
  const plain = new Map<Element, string>();
  const show = (): void => {
    for (const link of document.querySelectorAll('link[rel~="icon"]')) {
      const own = link.getAttribute('href') ?? '';
      if (own === address) continue;
      plain.set(link, own);
      link.setAttribute('href', address);
    }
  };
  show();
  const observer = new MutationObserver(show);
  observer.observe(document.head, { childList: true, subtree: true, attributeFilter: ['href'] });
  return () => {
    observer.disconnect();
    for (const [link, own] of plain)
      if (link.getAttribute('href') === address) link.setAttribute('href', own);
  };
}
