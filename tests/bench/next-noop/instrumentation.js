/** Without one of its own, Next takes the nearest above this folder, and would run the house's worker in here. */
export const register = () => undefined;
