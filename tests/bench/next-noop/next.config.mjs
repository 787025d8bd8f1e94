/** A Next app with one route, for the bench to divide by. @type {import('next').NextConfig} */
export default { poweredByHeader: false };
