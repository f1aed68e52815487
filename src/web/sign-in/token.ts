/** The secret of a link in a mail: behind the #, where no server log or referrer sees it. */
export const linkToken = (): string => location.hash.slice(1)
