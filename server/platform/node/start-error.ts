/** Something the person who starts the server can mend: printed as one line, without a stack. */
export class StartError extends Error {}
