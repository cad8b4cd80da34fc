/** Told what is going on, in short present-tense phrases; may be called many times a second. */
export type Progress = (message: string) => void;
