import { OPTIONS } from './cases';
import { tableTests } from './table';

tableTests(OPTIONS);
