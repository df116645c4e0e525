# An export of each system with a record or two of every object, as small as can be; dot-source it in BeforeAll.
function Write-Export([string] $Path, [hashtable] $Files) {
    $null = New-Item $Path -ItemType Directory
    foreach ($file in $Files.GetEnumerator()) { Set-Content (Join-Path $Path "$($file.Key).csv") $file.Value }
}

function Write-Attachment([string] $Path, [string] $Folder) {
    $null = New-Item (Join-Path $Path $Folder) -ItemType Directory
    foreach ($name in 'pano.jpg', 'onam.pdf', 'consent.pdf') { Set-Content (Join-Path $Path "$Folder/$name") "the bytes of $name" }
}

function New-DentesExport([string] $Path) {
    Write-Export $Path @{
        Klinikler         = 'Klinik Kodu;Klinik Adı;Ana Klinik;İl;Telefon', 'GRP;Ege Grubu;;İzmir;0232 555 01 00', 'ALS;Alsancak;GRP;İzmir;0232 555 01 10'
        Hekimler          = 'Hekim Kodu;Adı Soyadı;E-posta;Uzmanlık;Şube;Durum', '7;Dt. Mehmet Demir;mehmet.demir@example.com;Endodonti;Alsancak;Aktif', '8;Dt. Ece Ak;;Genel;Alsancak;Pasif'
        Hastalar          = 'Hasta No;Adı;Soyadı;Klinik Kodu;Hekim Kodu;Durumu;Bakiye;Son Geliş Tarihi;Kan Testi;Puan',
                            '4128;Ayşe;Çelik;ALS;7;Aktif;1.250,00;02.11.2023;Pozitif;12', '4129;Ali;Kaya;ALS;8;Pasif;0,00;13.10.2023;Negatif;7'
        Tedavi_Planlari   = 'Plan No;Hasta No;Plan Tarihi;Hekim Kodu;Durum;Toplam Tutar', 'TP-1;4128;01.11.2023;7;Onaylandı;3.000,00', 'TP-2;4129;13.11.2023;8;Planlandı;500,00'
        Islemler          = 'İşlem No;Plan No;Hasta No;İşlem Tarihi;İşlem Kodu;Diş;Durum', '51;TP-1;4128;02.11.2023;1-7;36;Yapıldı', '52;TP-2;4129;13.11.2023;402.010;11;Planlandı'
        Randevular        = 'Randevu No;Hasta No;Hekim Kodu;Ünit;Randevu Tarihi;Başlangıç Saati;Durum', '81;4128;7;Ünit 1;02.11.2023;14:30;Geldi', '82;4129;8;Ünit 2;13.11.2023;09:00;Gelmedi'
        Sigortalar        = 'Hasta No;Sigorta Şirketi;Grup No;Poliçe No;Öncelik;Başlangıç Tarihi;Bitiş Tarihi', '4128;Allianz;77;2241888;1;01.01.2023;31.12.2023', '4129;Axa;;2241889;1;13.01.2023;31.12.2023'
        Notlar            = 'Not No;Hasta No;Tarih;Saat;Not Tipi;Not;Yazan', '9001;4128;02.11.2023;15:40;Klinik;36 MOD kompozit;Dt. Demir', '9002;4129;13.11.2023;09:10;Klinik;kontrol;Dt. Ak'
        Hesap_Hareketleri = 'Hareket No;Hasta No;Tarih;Hareket Türü;Borç;Tahsilat', '1;4128;02.11.2023;Tedavi;1.250,00;0,00', '2;4128;13.11.2023;Tahsilat;0,00;-250,00'
        Belgeler          = 'Belge No;Hasta No;Tür;Dosya Adı;Dosya Yolu;MIME Türü;Boyut;Çekim Tarihi', '6120;4128;Panoramik;pano.jpg;Belgeler/pano.jpg;image/jpeg;1.482.220;02.11.2023', '6121;4129;Onam;onam.pdf;Belgeler/onam.pdf;application/pdf;20100;13.11.2023'
        Hatirlatmalar     = 'Hatırlatma No;Hasta No;Kontrol Türü;Kontrol Tarihi;Son Kontrol;Durum', '611;4128;6 Aylık Kontrol;02.05.2024;02.11.2023;Bekliyor', '612;4129;Diş Taşı;13.05.2024;13.11.2023;Bekliyor'
        Ozel_Alanlar      = 'Nesne;Alan Adı;Alan Türü;Seçenekler', 'Hasta;Kan Testi;Liste;Pozitif, Negatif'
        Is_Akislari       = 'Adı;Tür;Tetikleyici;Eylem;Aktif', 'Kontrol SMS;SMS;6 ay sonra;SMS gönder;Evet'
    }
    Write-Attachment $Path Belgeler
}

function New-DentalExecExport([string] $Path) {
    Write-Export $Path @{
        Practices      = 'Practice ID,Practice Name,Parent Practice,City,State,Phone', 'GRP,Ohio Dental Group,,Dayton,OH,937-555-0100', '01,Dayton Main,GRP,Dayton,OH,937-555-0101'
        Providers      = 'Provider ID,Provider Name,Email,Specialty,Practice,Active', 'D1,"QUILL,NORA L DDS",mehmet.demir@example.com,General,Dayton Main,Y', 'H2,"WREN,JO RDH",,Hygiene,Dayton Main,N'
        Patients       = 'Patient ID,Last Name,First Name,DOB,Practice ID,Provider ID,Status,Last Visit,Balance,Drug Interaction,REFDR,REFPRAC,Shade Guide,Loyalty Points',
                         '104213,Carver,Alice,02/01/55,01,D1,Active,11/02/23,($125.50),Y,"VOSS,OMAR DDS",VOSS ENDODONTICS,A1,12',
                         '104214,Carver,Tom,03/25/87,01,D1,Inactive,11/13/23,$0.00,N,"HOLT,ANN DMD",HOLT ORTHO,B2,7'
        TreatmentPlans = 'Plan ID,Patient ID,Plan Date,Provider ID,Status,Estimated Cost', 'TP310,104213,09/01/23,D1,Accepted,"$2,450.00"', 'TP311,104214,09/13/23,D1,Proposed,$95.00'
        Procedures     = 'Procedure ID,Plan ID,Patient ID,Procedure Date,ADA Code,Tooth,Status', '55120,TP310,104213,11/02/23,D2391,19,C', '55121,TP311,104214,11/13/23,D1110,,TP'
        Insurance      = 'Policy ID,Patient ID,Carrier,Group #,Member ID,Order,Effective Date,Term Date', '1,104213,Delta Dental,77120,W123456789,Primary,01/01/22,12/31/60', '2,104214,Aetna,88,X1,Primary,01/13/22,12/31/60'
        Appointments   = 'Appt ID,Patient ID,Provider ID,Op,Appt Date,Appt Time,Status', '88121,104213,D1,OP3,11/02/23,02:30P,Completed', '88122,104214,H2,OP1,11/13/23,9:05 am,Broken'
        Billing        = 'Ledger ID,Patient ID,Post Date,Transaction Type,Charges,Payments,Claim Status', '4410,104213,11/02/23,Charge,"$1,150.00",0.00,Paid', '4411,104213,11/13/23,Payment,0.00,75.00,'
        Notes          = 'Note ID,Patient ID,Date,Note Type,Note,Author', '3012,104213,11/02/2023 3:40 PM,SOAP,S: pain LL,NQ', '3013,104214,11/13/2023 9:10 AM,SOAP,O: cold +,NQ'
        Documents      = 'Document ID,Patient ID,Category,File Name,File Path,MIME Type,File Size,Date Taken', '6120,104213,X-ray,pano.jpg,Documents/pano.jpg,image/jpeg,1482220,11/02/23', '6121,104214,Consent,consent.pdf,Documents/consent.pdf,application/pdf,20100,11/13/23'
        Tasks          = 'Task ID,Patient ID,Task Type,Subject,Due Date,Assigned To,Done', '90,104213,Call,6 MO RECALL - LAST PROPHY 11/02/23,05/02/24,JANE,N', '91,,Office,Order gloves,05/13/24,JANE,Y'
        Recalls        = 'Recall ID,Patient ID,Recall Type,Due Date,Last Visit,Status', '611,104213,6 Month Prophy,05/02/55,11/02/23,Overdue', '612,104214,Perio,05/13/24,11/13/23,Scheduled'
        CustomFields   = 'Object,Field Name,Field Type,Choices', 'Patient,Shade Guide,Pick List,A1; B2', 'Procedures,Lab Tech,Text,'
        Workflows      = 'Name,Kind,Trigger,Action,Active', 'Recall letter,Letter,6 months after prophy,Print letter,Y'
    }
    Write-Attachment $Path Documents
}
