/**
 * What people build passwords from first, gathered by hand: words, names, phrases, seasons, games, brands, keyboard walks.
 * A password that is made of these alone, however often repeated or decorated with digits, is refused.
 */
export const commonWords: readonly string[] = `
password passwort passwd passphrase passcode parola contrasena contraseña motdepasse senha salasana wachtwoord haslo heslo lozinka hemmelig geheim secret
secure security secured private mypassword thepassword yourpassword newpassword oldpassword password1 pass word pass1234 temp temporary temppass changeme changeit
changethis change default defaults sample example testing test1234 tester test demo demo1234 trial guest public anonymous nobody unknown user username users
admin administrator adminadmin admin123 superadmin superuser sysadmin webadmin webmaster master mastermaster root rootroot toor owner editor author viewer manager
operator support helpdesk service system server database postgres mysql oracle backup office company business corporate internet website wordpress drupal joomla
verso versocms strapi payload directus contentful headless content publish publisher letmein letmeinnow openup opensesame sesame access access14 welcome welcome1 welcome123
hello hellohello helloworld hithere goodbye bonjour hola ciao servus hallo guten morning goodmorning goodnight night login logon signin signup enter entry start
iloveyou iloveu iluvu ilovehim iloveher loveyou loveme lovely lovers lover forever foreveryours always family mother father mommy daddy brother sister baby babygirl babyboy
princess prince queen king kingdom angel angels devil heaven jesus jesuschrist christ church blessed faith grace peace freedom liberty freedom1 destiny miracle
sunshine moonlight rainbow flower flowers butterfly summer winter spring autumn january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday weekend holiday vacation christmas halloween easter birthday happy happiness smile smiling laughing cookie
chocolate strawberry banana orange apple cherry peaches pepper ginger coffee pizza burger cheese pancake sugar honey sweet sweetheart candy muffin cupcake
football soccer baseball basketball hockey tennis golf golfer cricket rugby boxing racing runner swimming fishing hunting hunter skater player gamer gaming
liverpool arsenal chelsea manchester united barcelona realmadrid juventus bayern dortmund milan ajax celtic rangers yankees redsox steelers cowboys eagles packers lakers bulls
superman batman spiderman ironman starwars skywalker darthvader yoda jedi matrix terminator avengers pokemon pikachu naruto minecraft fortnite roblox mario zelda
warcraft starcraft diablo overwatch counterstrike callofduty playstation nintendo xbox sega harrypotter hogwarts gandalf frodo hobbit lordoftherings gameofthrones
dragon dragons dragonball monster monsters phantom shadow ghost wizard warrior ninja samurai pirate knight soldier killer hacker hackers hacked sniper assassin
tiger lion eagle falcon wolf wolves panther jaguar cheetah leopard bear bears panda monkey donkey elephant dolphin shark whale penguin turtle snake spider
ponies puppy doggy kitty kitten kittycat bunny rabbit hamster snoopy garfield mickey mickeymouse minnie donald disney tinkerbell tigger winnie pooh
mercedes porsche ferrari lamborghini bmw audi volkswagen toyota honda nissan mustang corvette camaro harley davidson yamaha suzuki kawasaki ducati subaru tesla
computer laptop keyboard monitor printer windows windows10 linux ubuntu debian apple iphone android samsung nokia google facebook twitter instagram youtube linkedin
microsoft amazon netflix spotify whatsapp telegram discord github gitlab docker kubernetes javascript typescript python nodejs react
america england london paris berlin munich hamburg vienna zurich madrid lisbon rome milano moscow warsaw prague budapest amsterdam brussels dublin sydney toronto
newyork chicago boston texas dallas houston florida miami california losangeles sanfrancisco seattle hollywood canada mexico brazil argentina australia germany france
italy spain russia poland sweden norway denmark finland holland turkey israel egypt india china japan korea vietnam africa europe asia
michael michelle jessica jennifer ashley amanda daniel david robert william thomas charles joseph matthew andrew anthony joshua jordan justin nicole stephanie
melissa elizabeth victoria samantha rebecca rachel hannah sophie charlotte emily olivia isabella alexander alexandra benjamin nicholas jonathan christopher christian
christina catherine patrick richard steven edward george henry jackson maxwell oliver oscar charlie lucas martin peter stefan andreas thorsten sabine claudia monika
maria marie anna laura sarah julia karin barbara sandra andrea carlos miguel antonio francisco alejandro fernando roberto ricardo eduardo pedro jose juan luis
qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm yxcvbnm 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz 2wsx 3edc 4rfv 5tgb zaq12wsx
qazwsx qazwsxedc wsxedc qweasd qweasdzxc asdzxc qwer asdf zxcv poiuy lkjhg mnbvc qwe123 asd123 zxc123 abc123 abcd1234 a1b2c3 a1b2c3d4 aaa111 123abc 123qwe
111111 222222 333333 444444 555555 666666 777777 888888 999999 000000 112233 121212 123123 123321 123456 12345678 123456789 1234567890 131313 147258 159357 159753 654321
69696969 741852 789456 789456123 852456 87654321 987654 987654321 102030 101010 010203 2000 2001 2010 2020 2021 2022 2023 2024 2025 2026 2027 2028 1990 1991 1995 1999
trustno1 nopassword nopass noaccess nothing something anything everything whatever whatsup blabla blahblah foobar foobaz lorem ipsum loremipsum dolor
tobeornottobe maytheforcebewithyou theforce force
imthebest thebest number1 numberone winner champion champions legend legends hero heroes boss bigboss boss123 gangster playboy badboy badgirl goodgirl goodboy cool coolguy
rockstar rocknroll rockandroll metallica nirvana beatles eminem elvis bobmarley slipknot greenday linkinpark acdc blink182 music musician guitar piano drummer
money dollar millionaire richrich bitcoin crypto ethereum doge dogecoin lucky luckyme luckystar casino poker jackpot diamond golden silver platinum crystal
purple yellow green blue black white red orange pink silver gold scarlet magic magical mystic mystery unicorn fairy fantasy galaxy universe planet saturn jupiter
alpha beta gamma delta omega sigma zero infinity one two three four five six seven eight nine ten onetwothree fuckyou fuckoff fuckit bullshit asshole bitch
dontforget remember rememberme forgetme forgetit idontknow idontcare notmypassword thisismypassword thisisapassword mypasswordis itsasecret secretsecret topsecret supersecret
supersecretpassword verysecret verysecure strongpassword goodpassword longpassword longenough enough minimum characters fifteen passwordpassword adminpassword rootpassword
`
  .trim()
  .split(/\s+/)

/** Long phrases that everybody has heard of; refused as they are, whatever stands between the words. */
export const commonPhrases: ReadonlySet<string> = new Set(
  `correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumps thequickbrownfoxjumpsover thequickbrownfoxjumpsoverthelazydog tobeornottobethatisthequestion
maytheforcebewithyou alifeinthedayof wehavealwaysdoneitthisway onceuponatime ihaveadreamtoday houstonwehaveaproblem winteriscoming2024
ilovemyfamily ilovemymother ilovemychildren neverguessthispassword youwillneverguess youllneverguessthis ineedanewpassword thiscouldbeyourpassword
allyourbasearebelongtous whatisthepassword enteryourpassword`.split(/\s+/),
)
