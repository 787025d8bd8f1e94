/** The least that a Next route handler can do. */
export const POST = () => Response.json({});
