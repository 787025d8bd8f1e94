import type { MetadataRoute } from 'next';

/** What a phone calls the house, and shows for it, when it is put on the home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Gavel: good things, sold in the open',
    short_name: 'Gavel',
    description: 'A live auction house.',
    start_url: '/',
    display: 'standalone',
    background_color: '#faf8f3',
    theme_color: '#faf8f3',
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
