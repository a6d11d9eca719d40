/** The account that everything in the stand-in belongs to. */
export const ACCOUNT = '123456789012';

/** Who makes the calls, as refusals name them. */
export const USER = `arn:aws:sts::${ACCOUNT}:assumed-role/puptime/run`;
