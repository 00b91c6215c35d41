import './theme/mantine-styles.ts'
import './theme/global.css'
import './theme/controls.css'
import { startLanguage } from './language/language.ts'

// Only then the program: what it says may be decided as it is read.
void startLanguage().then(() => import('./app.tsx'))
