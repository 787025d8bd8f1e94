/**
 * The house's type in the Latin alphabet, which nearly every page is set in: the browser is told to fetch it with the page, so
 * that it is there when the first words are painted. What other alphabets need comes from globals.css, and only when a page
 * uses it.
 */
import localFont from 'next/font/local';

export const displayType = localFont({
  src: '../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2',
  weight: '100 900',
  variable: '--font-fraunces',
  display: 'swap',
  adjustFontFallback: false,
});

export const textType = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  weight: '400 700',
  variable: '--font-instrument',
  display: 'swap',
  adjustFontFallback: false,
});
