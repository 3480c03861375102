/** Photos, videos and documents of one item together: what a claim can hold, so what a policy can ask for. */
export const maxFilesPerItem = 12

/** Of one order, by themselves. */
export const maxVideosPerOrder = 6
